/**
 * How choices are made among the tasks that can take a step: at random, by priorities, taking
 * turns, or one interleaving after the other; and the door for strategies of others, {@link
 * org.killpath.engine.strategy.StrategyProvider}. What it means that two operations depend on each
 * other is laid down here too, in {@link org.killpath.engine.strategy.Accesses} and {@link
 * org.killpath.engine.strategy.Dependence}.
 *
 * <p>Uses {@code kernel} and {@code runtime}; knows neither subjects nor outcomes. Start with
 * {@link org.killpath.engine.strategy.Strategy}, which tells a strategy's life, then {@link
 * org.killpath.engine.strategy.RandomWalk}, the shortest.
 */
package org.killpath.engine.strategy;
