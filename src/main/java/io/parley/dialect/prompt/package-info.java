/** The dialect {@code prompt}: raw text in Chinese; the server asks for the nickname. */
package io.parley.dialect.prompt;
