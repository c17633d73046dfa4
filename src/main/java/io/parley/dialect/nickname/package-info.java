/** The dialect of length-framed JSON in which the server asks for a nickname first. */
package io.parley.dialect.nickname;
