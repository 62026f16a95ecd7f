/**
 * The page for the people on duty: what needs a human, what runs, what comes, and a button to sync
 * now. A request comes through the ops edge's gate to {@link sdesync.page.PageRoutes}, which reads
 * from the board or asks the worker, and a template of {@code src/main/jte} shows the answer.
 * Whatever comes from SD Elements, a tracker or a command is shown as text, never as markup.
 */
@NullMarked
package sdesync.page;

import org.jspecify.annotations.NullMarked;
