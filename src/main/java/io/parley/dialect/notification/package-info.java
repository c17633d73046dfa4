/** The dialect that asks for a username: bare JSON objects, and the server speaks first. */
package io.parley.dialect.notification;
