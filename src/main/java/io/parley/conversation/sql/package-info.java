/** Private messages in the database of the history. */
package io.parley.conversation.sql;
