/** Addresses of peers: networks, and how much the connections of one address may do. */
package io.parley.address;
