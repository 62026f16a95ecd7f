package sdesync.sandbox.rally;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A field of a type.
 *
 * @param name as JSON and queries use it, such as {@code ScheduleState}
 * @param maxLength of a text; 0 for anything else
 * @param allowed the values of a state or rating, in their order; empty when anything goes
 * @param object the type an object or a collection refers to
 * @param inverse of an object: the collection of that object in which this item appears
 */
record Attribute(
    String name,
    Kind kind,
    boolean required,
    boolean readOnly,
    int maxLength,
    List<String> allowed,
    @Nullable String object,
    @Nullable String inverse) {

  enum Kind {
    STRING,
    TEXT,
    STATE,
    INTEGER,
    QUANTITY,
    BOOLEAN,
    DATE,
    OBJECT,
    COLLECTION
  }

  private static Attribute of(String name, Kind kind) {
    return new Attribute(name, kind, false, false, 0, List.of(), null, null);
  }

  static Attribute text(String name, int maxLength) {
    Kind kind = maxLength > 256 ? Kind.TEXT : Kind.STRING;
    return new Attribute(name, kind, false, false, maxLength, List.of(), null, null);
  }

  static Attribute state(String name, List<String> allowed) {
    return new Attribute(name, Kind.STATE, true, false, 0, allowed, null, null);
  }

  static Attribute quantity(String name) {
    return of(name, Kind.QUANTITY);
  }

  static Attribute integer(String name) {
    return of(name, Kind.INTEGER);
  }

  static Attribute flag(String name) {
    return of(name, Kind.BOOLEAN);
  }

  static Attribute date(String name) {
    return of(name, Kind.DATE);
  }

  static Attribute to(String name, String type) {
    return new Attribute(name, Kind.OBJECT, false, false, 0, List.of(), type, null);
  }

  static Attribute collection(String name, String type) {
    return new Attribute(name, Kind.COLLECTION, false, false, 0, List.of(), type, null);
  }

  Attribute needed() {
    return new Attribute(name, kind, true, readOnly, maxLength, allowed, object, inverse);
  }

  Attribute fixed() {
    return new Attribute(name, kind, required, true, maxLength, allowed, object, inverse);
  }

  Attribute seenFrom(String collection) {
    return new Attribute(name, kind, required, readOnly, maxLength, allowed, object, collection);
  }

  Attribute allowing(List<String> values) {
    return new Attribute(name, kind, required, readOnly, maxLength, values, object, inverse);
  }

  boolean custom() {
    return name.startsWith("c_");
  }

  /** As people read it: {@code ScheduleState} is "Schedule State". */
  String label() {
    return (custom() ? name.substring(2) : name).replaceAll("(?<=[a-z])(?=[A-Z])", " ");
  }

  boolean is(String other) {
    return name.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
  }
}
