/** What a server and a client have in common of TLS. */
package io.parley.tls;
