/** What was sent, what came back, and what is in doubt. */
package io.parley.client.delivery;
