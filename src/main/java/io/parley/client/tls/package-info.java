/** TLS on the client's side: the flow of bytes, and which certificates of servers are accepted. */
package io.parley.client.tls;
