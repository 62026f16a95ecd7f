/**
 * The sandbox's Rally: a stateful Web Services API v2.0. A request comes in at {@link
 * sdesync.sandbox.rally.Wsapi}, {@link sdesync.sandbox.rally.Access} says who asks, {@link
 * sdesync.sandbox.rally.Reading} and {@link sdesync.sandbox.rally.Writing} do it on {@link
 * sdesync.sandbox.rally.Items}, which hold everything Rally knows as items of the types that {@link
 * sdesync.sandbox.rally.Schema} describes. Tests and the demo look at it through {@link
 * sdesync.sandbox.rally.Rally}.
 */
@NullMarked
package sdesync.sandbox.rally;

import org.jspecify.annotations.NullMarked;
