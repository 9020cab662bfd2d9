package dev.weft.check.engine.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Just enough JSON for reports and replay files: the checker's runtime lives in the boot loader, where no library is.
/// Values are Map, List, String, Number (Long or Double), Boolean and null.
public final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /// @throws IllegalArgumentException says where the text is wrong
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> parseObject(String text) {
    Json json = new Json(text);
    Object value = json.value();
    json.blanks();
    if (json.at < text.length() || !(value instanceof Map)) {
      throw json.wrong("one object");
    }
    return (Map<String, @Nullable Object>) value;
  }

  public static String write(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    write(out, value, 0);
    return out.append('\n').toString();
  }

  private static void write(StringBuilder out, @Nullable Object value, int depth) {
    switch (value) {
      case null -> out.append("null");
      case Map<?, ?> map -> {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          indent(out.append(separator), depth + 1);
          quote(out, String.valueOf(entry.getKey()));
          out.append(": ");
          write(out, entry.getValue(), depth + 1);
          separator = ",";
        }
        if (!map.isEmpty()) {
          indent(out, depth);
        }
        out.append('}');
      }
      case List<?> list -> {
        boolean flat = list.stream().allMatch(v -> v instanceof Number);
        out.append('[');
        String separator = "";
        for (Object element : list) {
          out.append(separator);
          if (!flat) {
            indent(out, depth + 1);
          }
          write(out, element, depth + 1);
          separator = flat ? ", " : ",";
        }
        if (!flat && !list.isEmpty()) {
          indent(out, depth);
        }
        out.append(']');
      }
      case Number number -> out.append(number);
      case Boolean flag -> out.append(flag);
      default -> quote(out, value.toString());
    }
  }

  private static void indent(StringBuilder out, int depth) {
    out.append('\n').append("  ".repeat(depth));
  }

  static void quote(StringBuilder out, String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || c == 0x2028 || c == 0x2029 || c == '<') {
            out.append("\\u").append(String.format("%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private void blanks() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }

  private IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException("not JSON: expected " + expected + " at character " + at);
  }

  private boolean eat(char c) {
    blanks();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private @Nullable Object value() {
    blanks();
    if (at >= text.length()) {
      throw wrong("a value");
    }
    char c = text.charAt(at);
    if (c == '{') {
      return object();
    }
    if (c == '[') {
      return array();
    }
    if (c == '"') {
      return string();
    }
    for (String word : List.of("true", "false", "null")) {
      if (text.startsWith(word, at)) {
        at += word.length();
        return word.equals("null") ? null : Boolean.valueOf(word);
      }
    }
    return number();
  }

  private Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    at++;
    if (eat('}')) {
      return map;
    }
    do {
      blanks();
      String key = string();
      if (!eat(':')) {
        throw wrong("':'");
      }
      map.put(key, value());
    } while (eat(','));
    if (!eat('}')) {
      throw wrong("'}'");
    }
    return map;
  }

  private List<@Nullable Object> array() {
    List<@Nullable Object> list = new ArrayList<>();
    at++;
    if (eat(']')) {
      return list;
    }
    do {
      list.add(value());
    } while (eat(','));
    if (!eat(']')) {
      throw wrong("']'");
    }
    return list;
  }

  private String string() {
    if (at >= text.length() || text.charAt(at) != '"') {
      throw wrong("a string");
    }
    StringBuilder out = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        char escape = text.charAt(at++);
        switch (escape) {
          case 'n' -> out.append('\n');
          case 't' -> out.append('\t');
          case 'r' -> out.append('\r');
          case 'b' -> out.append('\b');
          case 'f' -> out.append('\f');
          case 'u' -> {
            if (at + 4 > text.length()) {
              throw wrong("four digits");
            }
            out.append((char) Integer.parseInt(text, at, at + 4, 16));
            at += 4;
          }
          default -> out.append(escape);
        }
      } else {
        out.append(c);
      }
    }
    if (at >= text.length()) {
      throw wrong("the end of a string");
    }
    at++;
    return out.toString();
  }

  private Number number() {
    int from = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(from, at);
    try {
      if (digits.contains(".") || digits.contains("e") || digits.contains("E")) {
        return Double.valueOf(digits);
      }
      return Long.valueOf(digits);
    } catch (NumberFormatException e) {
      throw wrong("a value");
    }
  }
}
