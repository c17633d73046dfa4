/**
 * What people say and hear, as values. This floor knows no bytes, no actors and no libraries: it
 * imports {@code java.base} only.
 */
package io.parley.protocol;
