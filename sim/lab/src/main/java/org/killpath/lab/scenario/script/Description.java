package org.killpath.lab.scenario.script;

import org.killpath.lab.ordering.Wait;
import org.killpath.lab.ordering.Wait.Lock;
import org.killpath.lab.ordering.Wait.State;
import org.killpath.lab.ordering.Wait.Subject;

/** A wait in words, to follow "waits until". */
final class Description {
  private Description() {}

  static String of(Wait wait) {
    if (wait instanceof Wait.For waits) {
      return subject(waits.subject()) + " " + state(waits.state());
    }
    return wait instanceof Wait.CommandsFinished finished
        ? finished.count() + " commands are finished"
        : "the kill has done what it can";
  }

  private static String subject(Subject subject) {
    if (subject instanceof Subject.Named named) {
      return named.task();
    }
    if (subject instanceof Subject.WorkerOf of) {
      return "the worker of vq " + of.vq();
    }
    return subject instanceof Subject.OfKernel of ? of.kind().role() : "the worker";
  }

  private static String lock(Lock lock) {
    if (lock instanceof Lock.VqMutex of) {
      return "the held vq[" + of.vq() + "].mutex";
    }
    if (lock instanceof Lock.TvTpgMutex) {
      return "the held tv_tpg_mutex";
    }
    if (lock instanceof Lock.VhostScsiMutex) {
      return "the held vhost_scsi_mutex";
    }
    return lock instanceof Lock.SocketLock ? "the socket lock" : "the held dev.mutex";
  }

  private static String state(State state) {
    if (state instanceof State.AsleepOn asleep) {
      return "is blocked on " + asleep.page().replace('-', ' ');
    }
    if (state instanceof State.Retries retries) {
      return "retries its fault on " + retries.page().replace('-', ' ');
    }
    if (state instanceof State.BlockedOn blocked) {
      return "is blocked on " + lock(blocked.lock());
    }
    if (state instanceof State.WaitsForFlush) {
      return "waits in a flush";
    }
    if (state instanceof State.WaitsForInflight) {
      return "waits for what is in flight";
    }
    if (state instanceof State.Exited) {
      return "has exited";
    }
    if (state instanceof State.Halted) {
      return "is halted";
    }
    if (state instanceof State.Settled) {
      return "has settled after the kill";
    }
    return state instanceof State.GotOut ? "got out first" : "can go no further";
  }
}
