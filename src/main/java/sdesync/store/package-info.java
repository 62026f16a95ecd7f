/**
 * The database: schema, transactions and one small store per noun. The only room that sees SQL; the
 * same SQL serves the H2 file and PostgreSQL.
 */
@NullMarked
package sdesync.store;

import org.jspecify.annotations.NullMarked;
