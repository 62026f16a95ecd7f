package sdesync.sandbox.rally;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * All items by id. Reading takes no lock, for an item never changes; writing is one at a time. The
 * collections on the other side of a reference are kept in step here.
 */
final class Items {
  /** Beyond 32 bits, as Rally's are. */
  private static final long FIRST_ID = 99_000_000_000L;

  /** Whose ids are negative, as Rally's own definitions have them. */
  private static final Set<String> DEFINITIONS =
      Set.of("TypeDefinition", "AttributeDefinition", "AllowedAttributeValue");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Schema schema;
  private final InstantSource clock;
  private final Map<String, NavigableMap<Long, Item>> byType = new ConcurrentHashMap<>();
  private final Map<Long, String> typeOf = new ConcurrentHashMap<>();
  private final Map<String, Long> lastNumber = new HashMap<>();
  private long lastId = FIRST_ID;
  private long lastDefinition = -1_000_000_000L;

  Items(Schema schema, InstantSource clock) {
    this.schema = schema;
    this.clock = clock;
  }

  Optional<Item> find(long id) {
    return Optional.ofNullable(typeOf.get(id)).map(type -> all(type).get(id));
  }

  /** By id or by the other id, the universally unique one. */
  Optional<Item> find(Type type, String idOrUuid) {
    if (idOrUuid.matches("-?\\d{1,18}")) {
      return find(Long.parseLong(idOrUuid)).filter(item -> item.is(type.name()));
    }
    return of(type.name()).filter(item -> item.uuid().toString().equals(idOrUuid)).findFirst();
  }

  /** Artifacts are the items of every type with a formatted id. */
  Stream<Item> of(String type) {
    return type.equals(Schema.ARTIFACT)
        ? schema.artifacts().flatMap(each -> all(each.name()).values().stream())
        : all(type).values().stream();
  }

  private NavigableMap<Long, Item> all(String type) {
    return byType.computeIfAbsent(type, absent -> new ConcurrentSkipListMap<>());
  }

  synchronized Item create(Type type, Map<String, Object> fields) {
    long id = DEFINITIONS.contains(type.name()) ? ++lastDefinition : ++lastId;
    var uuid = new UUID(id * 0x9E3779B97F4A7C15L, ~id);
    String now = TIME.format(clock.instant());
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("CreationDate", now);
    all.put("LastUpdateDate", now);
    if (type.formatted()) {
      long number = lastNumber.merge(type.prefix(), 1L, Long::sum);
      all.put("FormattedID", type.prefix() + number);
    }
    all.putAll(fields);
    var item = new Item(id, uuid, type.name(), 1, all);
    put(item);
    link(type, item);
    return item;
  }

  synchronized Item change(Item item, Map<String, Object> changed) {
    Type type = schema.type(item.type());
    Item now = find(item.id()).orElse(item);
    unlink(type, now);
    Map<String, Object> all = new LinkedHashMap<>(changed);
    all.put("LastUpdateDate", TIME.format(clock.instant()));
    Item after = now.with(all);
    put(after);
    link(type, after);
    return find(after.id()).orElse(after);
  }

  synchronized void remove(Item item) {
    unlink(schema.type(item.type()), item);
    typeOf.remove(item.id());
    all(item.type()).remove(item.id());
  }

  private void put(Item item) {
    typeOf.put(item.id(), item.type());
    all(item.type()).put(item.id(), item);
  }

  private void link(Type type, Item item) {
    inverse(type, item, true);
  }

  private void unlink(Type type, Item item) {
    inverse(type, item, false);
  }

  private void inverse(Type type, Item item, boolean there) {
    for (Attribute attribute : type.own()) {
      String collection = attribute.inverse();
      if (collection == null) {
        continue;
      }
      find(item.ref(attribute.name()))
          .ifPresent(
              target -> {
                List<Long> ids = new ArrayList<>(target.ids(collection));
                ids.remove(item.id());
                if (there) {
                  ids.add(item.id());
                }
                Map<String, Object> fields = new LinkedHashMap<>(target.fields());
                fields.put(collection, ids);
                put(new Item(target.id(), target.uuid(), target.type(), target.version(), fields));
              });
    }
  }
}
