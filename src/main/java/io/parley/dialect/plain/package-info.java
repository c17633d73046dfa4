/** The dialect {@code plain}: raw text without nicknames and registration. */
package io.parley.dialect.plain;
