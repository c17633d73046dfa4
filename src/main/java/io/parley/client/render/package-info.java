/** Messages as lines of text or JSON. */
package io.parley.client.render;
