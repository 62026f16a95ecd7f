package sdesync.ops;

/** Whether the worker is well, for those who restart it or send it work. */
public interface Health {
  /** Whether the process does its work; when not, restarting it is right. */
  boolean live();

  /** Whether the store answers and a list is loaded; SD Elements being away changes nothing. */
  boolean ready();

  /** All of it, for those who want to know what is the matter. */
  HealthView look();
}
