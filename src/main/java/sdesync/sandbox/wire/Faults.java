package sdesync.sandbox.wire;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The faults a server still owes, in the order they were ordered. */
public final class Faults {
  private final List<Order> orders = new ArrayList<>();

  /** A fault for the first {@code left} requests that fit, after {@code spared} that fit. */
  private static final class Order {
    private final Predicate<Request> wanted;
    private final Fault fault;
    private int spared;
    private int left;

    Order(Predicate<Request> wanted, Fault fault, int spared, int left) {
      this.wanted = wanted;
      this.fault = fault;
      this.spared = spared;
      this.left = left;
    }
  }

  /** For the next requests, whatever they ask. */
  public void next(int times, Fault fault) {
    on(request -> true, 0, times, fault);
  }

  /**
   * @param spared so many requests that fit go well first
   */
  public synchronized void on(Predicate<Request> wanted, int spared, int times, Fault fault) {
    orders.add(new Order(wanted, fault, spared, times));
  }

  /** Forgets what is still owed. */
  public synchronized void clear() {
    orders.clear();
  }

  synchronized Optional<Fault> of(Request request) {
    Iterator<Order> each = orders.iterator();
    while (each.hasNext()) {
      Order order = each.next();
      if (!order.wanted.test(request)) {
        continue;
      }
      if (order.spared > 0) {
        order.spared--;
        continue;
      }
      if (--order.left <= 0) {
        each.remove();
      }
      return Optional.of(order.fault);
    }
    return Optional.empty();
  }
}
