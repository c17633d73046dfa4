/** Which nickname belongs to whom on the server, and what is addressed to a nickname. */
package io.parley.people;
