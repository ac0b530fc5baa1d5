package org.peerladder.access;

import org.camunda.bpm.engine.IdentityService;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Groups, rights, administrator and task lists stand before the first request is taken. Starting again changes nothing. */
@Component
class AccessSetup implements SmartInitializingSingleton {

    private final IdentityService identityService;
    private final Authorizations authorizations;
    private final Administrator administrator;
    private final TaskFilters taskFilters;
    private final TransactionOperations transaction;

    AccessSetup(
            IdentityService identityService,
            Authorizations authorizations,
            Administrator administrator,
            TaskFilters taskFilters,
            TransactionOperations transaction) {
        this.identityService = identityService;
        this.authorizations = authorizations;
        this.administrator = administrator;
        this.taskFilters = taskFilters;
        this.transaction = transaction;
    }

    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(status -> {
            for (var role : Role.values()) {
                create(role);
            }
            authorizations.apply(AccessTable.ROWS);
            administrator.create();
            taskFilters.create(administrator.id());
        });
    }

    private void create(Role role) {
        if (identityService.createGroupQuery().groupId(role.id()).count() == 0) {
            var group = identityService.newGroup(role.id());
            group.setName(role.title());
            group.setType(role == Role.ADMINISTRATORS ? "SYSTEM" : "WORKFLOW");
            identityService.saveGroup(group);
        }
    }
}
