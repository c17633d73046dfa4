/** Options, converters of option values and exit statuses that several subcommands share. */
package io.parley.cli.option;
