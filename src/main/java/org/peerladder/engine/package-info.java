/**
 * How the embedded Camunda 7.24 engine is set up: its schema, its history level, its clock, and how a refusal becomes a
 * 4xx answer. Nothing here knows a process.
 */
package org.peerladder.engine;
