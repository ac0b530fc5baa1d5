/**
 * The sample agency of profile {@code demo}: people ({@code src/main/resources/demo/*.csv}), a few requests on their way,
 * and a landing page that says whom to log in as. Nothing here exists outside that profile, and nothing is created in a
 * database that already holds people.
 */
package org.peerladder.demo;
