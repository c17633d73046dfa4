/** The screens that show lines and read typed ones: pipes, plain terminals, scripts. */
package io.parley.client.screen;
