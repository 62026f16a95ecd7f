package sdesync.sandbox.rally;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A type of item.
 *
 * @param name such as {@code HierarchicalRequirement}
 * @param label as people read it, and as a type definition is named
 * @param prefix of the formatted id; empty when there is none
 * @param place what an item of it belongs to
 */
record Type(
    String name, String label, String prefix, Place place, boolean writable, List<Attribute> own) {

  enum Place {
    SUBSCRIPTION,
    WORKSPACE,
    PROJECT
  }

  Type {
    own = List.copyOf(own);
  }

  String path() {
    return name.toLowerCase(Locale.ROOT);
  }

  Optional<Attribute> attribute(String wanted) {
    return own.stream().filter(attribute -> attribute.is(wanted)).findFirst();
  }

  Type with(Attribute more) {
    List<Attribute> all = new ArrayList<>(own);
    all.removeIf(attribute -> attribute.is(more.name()));
    all.add(more);
    return new Type(name, label, prefix, place, writable, all);
  }

  boolean formatted() {
    return !prefix.isEmpty();
  }
}
