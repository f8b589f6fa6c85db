package org.killpath.app.report.page;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.IntBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.DeflaterOutputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Many pieces of markup that have much in common, folded into one short text, from which the script
 * of a page unfolds each when it is wanted. What is alike, from a word to a whole drawing, is in it
 * once. The script makes elements, attributes and texts of it and never parses markup, so that a
 * name can do no more harm there than here.
 */
final class FoldedMarkup {
  /** In place of what XML cannot say. */
  private static final String REPLACEMENT = "\uFFFD";

  /** What is told from its digits alone. */
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,6}");

  /** An element that has begun: its name, its attributes, and what is in it so far. */
  private record Open(List<Integer> parts, boolean drawing) {}

  private final XMLInputFactory parsers = XMLInputFactory.newFactory();
  private final Map<String, Integer> texts = new LinkedHashMap<>();
  private final Map<IntBuffer, Integer> nodes = new LinkedHashMap<>();

  FoldedMarkup() {
    parsers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    parsers.setProperty(XMLInputFactory.IS_COALESCING, true);
  }

  /**
   * Takes in one more piece, which has one element on the outside and is well-formed XML.
   *
   * @return its number, by which the script finds it
   */
  int add(String markup) {
    final Deque<Open> open = new ArrayDeque<>();
    try {
      final XMLStreamReader reader =
          parsers.createXMLStreamReader(new StringReader(printable(markup)));
      int last = -1;
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> open.push(begun(reader, open));
          case XMLStreamConstants.CHARACTERS -> text(reader.getText(), open);
          case XMLStreamConstants.END_ELEMENT -> {
            last = number(open.pop().parts());
            if (!open.isEmpty()) {
              open.element().parts().add(last);
            }
          }
          default -> {}
        }
      }
      return last;
    } catch (XMLStreamException e) {
      throw new IllegalArgumentException("not well-formed: " + markup, e);
    }
  }

  private static String printable(String markup) {
    return markup.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", REPLACEMENT);
  }

  /** Its name, the number of its attributes, and those. */
  private Open begun(XMLStreamReader reader, Deque<Open> around) {
    final String name = reader.getLocalName();
    final List<Integer> parts = new ArrayList<>();
    parts.add(text(name));
    parts.add(reader.getAttributeCount());
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      parts.add(text(reader.getAttributeLocalName(i)));
      parts.add(value(reader.getAttributeValue(i)));
    }
    return new Open(
        parts, name.equals("svg") || (!around.isEmpty() && around.element().drawing()));
  }

  /** The space between the parts of a drawing means nothing; elsewhere a little of it is enough. */
  private void text(String text, Deque<Open> open) {
    if (open.isEmpty() || (open.element().drawing() && text.isBlank())) {
      return;
    }
    open.element().parts().add(~text(text.isBlank() ? " " : text));
  }

  /** An even number for a number, an odd one for a text: the places in drawings follow a rule. */
  private int value(String value) {
    return NUMBER.matcher(value).matches() ? 2 * Integer.parseInt(value) : 2 * text(value) + 1;
  }

  private int text(String text) {
    return texts.computeIfAbsent(text, unseen -> texts.size());
  }

  private int number(List<Integer> parts) {
    final IntBuffer node =
        IntBuffer.wrap(parts.stream().mapToInt(Integer::intValue).toArray());
    return nodes.computeIfAbsent(node, unseen -> nodes.size());
  }

  /**
   * All pieces, as letters that mean nothing to HTML: base64 of deflated JSON.
   *
   * @param contents the numbers of the pieces, as the script looks them up
   */
  String text(List<List<Integer>> contents) {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json =
        new JsonFactory().createGenerator(new DeflaterOutputStream(out), JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeArrayFieldStart("texts");
      for (String text : texts.keySet()) {
        json.writeString(text);
      }
      json.writeEndArray();
      final NodeColumns columns = new NodeColumns();
      nodes.keySet().forEach(node -> columns.add(node.array()));
      columns.write(json);
      json.writeArrayFieldStart("rows");
      for (List<Integer> row : contents) {
        json.writeArray(row.stream().mapToInt(Integer::intValue).toArray(), 0, row.size());
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(out.toByteArray());
  }
}
