/**
 * The career record: workers, the positions and pay they held, credentials, trainings and hours, and the roster import
 * that fills it. Plain SQL in the database and the transaction of the engine, and no engine import. Dates are days of
 * the agency, money is US dollars an hour. What the facts are worth is policy and stands in the decision tables.
 */
package org.peerladder.career;
