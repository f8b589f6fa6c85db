package org.killpath.lab.ordering.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.killpath.lab.ordering.BadScript;
import org.killpath.lab.ordering.Place;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Makes a tree of the one document in a text. Of YAML it takes mappings, lists and words; anchors,
 * aliases, tags, directives and further documents are refused, and so is what is nested too deep.
 */
final class Tree {
  private static final int DEEPEST = 16;

  private final String file;
  private final Iterator<Event> events;

  private Tree(String file, Iterator<Event> events) {
    this.file = file;
    this.events = events;
  }

  /**
   * Reads a text.
   *
   * @throws BadScript if it is no YAML, or more than is taken of it
   */
  static Node of(String file, String text) {
    final LoadSettings settings =
        LoadSettings.builder().setLabel(file).setParseComments(false).build();
    try {
      return new Tree(file, new Parse(settings).parseString(text).iterator()).document();
    } catch (MarkedYamlEngineException e) {
      throw broken(file, e);
    } catch (YamlEngineException e) {
      throw new BadScript(new Place(file, 1, 1), "no YAML: " + e.getMessage(), "a text of YAML");
    }
  }

  private static BadScript broken(String file, MarkedYamlEngineException e) {
    final Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
    return new BadScript(
        mark.map(at -> place(file, at)).orElse(new Place(file, 1, 1)),
        "no YAML: " + e.getProblem(),
        "YAML");
  }

  private Node document() {
    next(); // of the stream
    final Event start = next();
    if (start instanceof StreamEndEvent) {
      throw new BadScript(new Place(file, 1, 1), "nothing", "the keys of an ordering");
    }
    if (start instanceof DocumentStartEvent document
        && (document.getSpecVersion().isPresent() || !document.getTags().isEmpty())) {
      throw new BadScript(place(start), "a directive", "none");
    }
    final Node root = node(next(), 0);
    next(); // of the document
    final Event end = next();
    if (!(end instanceof StreamEndEvent)) {
      throw new BadScript(place(end), "a second document", "one ordering in a file");
    }
    return root;
  }

  private Event next() {
    return events.next();
  }

  private Node node(Event event, int depth) {
    plain(event);
    if (depth > DEEPEST) {
      throw new BadScript(place(event), "more than " + DEEPEST + " levels", "fewer");
    }
    if (event instanceof ScalarEvent scalar) {
      return new Node.Scalar(place(event), scalar.getValue());
    }
    return event instanceof SequenceStartEvent
        ? sequence(place(event), depth)
        : mapping(place(event), depth);
  }

  private Node sequence(Place place, int depth) {
    final List<Node> items = new ArrayList<>();
    for (Event event = next(); !(event instanceof SequenceEndEvent); event = next()) {
      items.add(node(event, depth + 1));
    }
    return new Node.Sequence(place, List.copyOf(items));
  }

  private Node mapping(Place place, int depth) {
    final List<Node.Entry> entries = new ArrayList<>();
    final Set<String> keys = new HashSet<>();
    for (Event event = next(); !(event instanceof MappingEndEvent); event = next()) {
      final Node key = node(event, depth + 1);
      if (!(key instanceof Node.Scalar word)) {
        throw new BadScript(key.place(), key.shown() + " as a key", "a word");
      }
      if (!keys.add(word.text())) {
        throw new BadScript(
            key.place(), "the key " + word.shown() + " a second time", "each key once");
      }
      entries.add(new Node.Entry(word, node(next(), depth + 1)));
    }
    return new Node.Mapping(place, List.copyOf(entries));
  }

  /** Nothing is said by reference, or with a type. */
  private void plain(Event event) {
    if (event instanceof AliasEvent) {
      throw new BadScript(place(event), "an alias (*)", "the thing itself");
    }
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      throw new BadScript(place(event), "an anchor (&)", "no anchor");
    }
    if (tag(event).isPresent()) {
      throw new BadScript(place(event), "a tag (!)", "no tag");
    }
  }

  private static Optional<String> tag(Event event) {
    if (event instanceof ScalarEvent scalar) {
      return scalar.getTag();
    }
    if (event instanceof SequenceStartEvent sequence) {
      return sequence.getTag();
    }
    return event instanceof MappingStartEvent mapping ? mapping.getTag() : Optional.empty();
  }

  private Place place(Event event) {
    return event.getStartMark().map(at -> place(file, at)).orElse(new Place(file, 1, 1));
  }

  private static Place place(String file, Mark mark) {
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
