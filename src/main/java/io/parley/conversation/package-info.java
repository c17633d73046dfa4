/** Private messages between accounts: what is kept of them, and who has got which. */
package io.parley.conversation;
