/** The dialect that logs in: bare JSON objects, one after another, and the client speaks first. */
package io.parley.dialect.login;
