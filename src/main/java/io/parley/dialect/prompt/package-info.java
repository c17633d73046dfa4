/** Raw text in Chinese: a prompt for the nickname, then one line for each thing said. */
package io.parley.dialect.prompt;
