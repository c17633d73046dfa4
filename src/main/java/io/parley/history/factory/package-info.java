/** Opens the message store that the settings name. */
package io.parley.history.factory;
