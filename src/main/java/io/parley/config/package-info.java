/**
 * Loads the configuration and reads settings into records, once, at the start. All errors are
 * reported together, each with file and line.
 */
package io.parley.config;
