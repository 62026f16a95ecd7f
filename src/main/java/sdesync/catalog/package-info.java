/**
 * What a poll found against what is known. A good list comes in from the poll route; added,
 * changed, gone and returned integrations go to the store, the audit and the schedule in one
 * transaction. A bad list changes nothing and is remembered as such.
 */
@NullMarked
package sdesync.catalog;

import org.jspecify.annotations.NullMarked;
