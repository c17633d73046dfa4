/** Tracks the delivery of sent texts and requests. */
package io.parley.client.delivery;
