/**
 * Other people's programs: started in a group of their own, read line by line, ended as a group.
 * The only room that starts processes. It knows nothing of integrations.
 */
@NullMarked
package sdesync.process;

import org.jspecify.annotations.NullMarked;
