/**
 * Settings: a properties file and the environment come in, one typed record per room goes out, or
 * all errors at once. Read by the wiring before anything else.
 */
@NullMarked
package sdesync.config;

import org.jspecify.annotations.NullMarked;
