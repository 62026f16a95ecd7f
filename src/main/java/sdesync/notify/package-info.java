/**
 * Who is told when something changes for better or worse. Ended runs come in from the route
 * run-finished, and a look at the store now and then finds what no run tells: what is late, and SD
 * Elements being away. Out goes a {@link sdesync.notify.Notice} for each change, once for all
 * nodes, by webhook and mail, and a ping for each run. Sending waits in queues of its own and holds
 * up nobody.
 */
@NullMarked
package sdesync.notify;

import org.jspecify.annotations.NullMarked;
