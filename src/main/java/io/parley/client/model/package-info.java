/** Values that the whole client shares. */
package io.parley.client.model;
