/**
 * One attempt of one run: fresh params, the handler the command's name stands for, its output and
 * its outcome. A RunRequest comes in from direct:run-integration, an Outcome goes back.
 */
@NullMarked
package sdesync.run;

import org.jspecify.annotations.NullMarked;
