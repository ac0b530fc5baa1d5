package org.peerladder.appointment;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes vacancies whose cases have gone from the history. */
@Component
class AppointmentSweep {

    private final Vacancies vacancies;

    AppointmentSweep(Vacancies vacancies) {
        this.vacancies = vacancies;
    }

    @Scheduled(cron = "${peerladder.appointment.sweep}")
    public void sweep() {
        vacancies.removeForgotten();
    }
}
