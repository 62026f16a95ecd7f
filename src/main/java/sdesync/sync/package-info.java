/**
 * Keeps the tasks of a project in step with the items of a tracker, and knows no tracker by name.
 * Both sides are read, a plan is computed as data, and the plan is acted on. A tracker is an {@link
 * sdesync.sync.IssueTracker}, SD Elements is {@link sdesync.sync.ProjectTasks}, what belongs
 * together is kept in {@link sdesync.sync.Links}.
 */
@NullMarked
package sdesync.sync;

import org.jspecify.annotations.NullMarked;
