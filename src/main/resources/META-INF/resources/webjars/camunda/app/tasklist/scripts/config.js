// Tasklist's settings. This file takes the place of the one in Camunda's webapp, so it repeats the shortcuts.
export default {
  app: {
    name: 'Tasklist',
    vendor: 'Peer Ladder'
  },
  customScripts: [
    'plugins/form-button/plugin',
    'plugins/away/plugin',
    'plugins/my-requests/plugin',
    'plugins/case-files/plugin',
    'plugins/learning-money/plugin',
    'plugins/mentoring/plugin',
    'plugins/open-posts/plugin'
  ],
  shortcuts: {
    claimTask: {
      key: 'ctrl+alt+c',
      description: 'claims the currently selected task'
    },
    focusFilter: {
      key: 'ctrl+shift+f',
      description: 'set the focus to the first filter in the list'
    },
    focusList: {
      key: 'ctrl+alt+l',
      description: 'sets the focus to the first task in the list'
    },
    focusForm: {
      key: 'ctrl+alt+f',
      description: 'sets the focus to the first input field in a task form'
    },
    startProcess: {
      key: 'ctrl+alt+p',
      description: 'opens the start process modal dialog'
    }
  }
};
