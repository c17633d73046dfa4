/** The rates of input: what is counted, how fast it may come, and what is too much. */
package io.parley.connection.rate;
