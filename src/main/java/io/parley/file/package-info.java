/** Files and folders: why one cannot be used, and the permissions of those that Parley creates. */
package io.parley.file;
