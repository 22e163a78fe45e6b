/** The one pure function that changes the workbench's state. Server events are told apart in server-events.ts. */
import { composerOf } from './composer.ts';
import { renameFile } from './file-renamed.ts';
import { goalsAfter } from './goals.ts';
import { revisit, visit, type Visit } from './history.ts';
import { endJobs } from './jobs.ts';
import { NO_ROWS, addRows } from './log-rows.ts';
import { reduceServerEvents } from './server-events.ts';
import { NO_TRAFFIC } from './traffic.ts';
import { setUpstream } from './upstreams.ts';
import { APP_URL, PANEL_TABS, type Action, type BenchState, type BrowserState, type PanelTab } from './bench-state.ts';

const isTab = (pane: string): pane is PanelTab => PANEL_TABS.some((tab) => tab === pane);

const browse = (state: BenchState, change: Partial<BrowserState>): BenchState => ({
  ...state,
  browser: { ...state.browser, ...change },
});

export function reduce(state: BenchState, action: Action): BenchState {
  switch (action.type) {
    case 'server-events':
      return reduceServerEvents(state, action.events, action.now, action.wide);
    case 'runtime-chosen': {
      const tab = action.runtime === 'sandbox' && state.tab === 'terminal' ? 'page' : state.tab;
      const pane = state.pane === 'terminal' ? tab : state.pane;
      return {
        ...state,
        runtime: action.runtime,
        server: { status: 'off' },
        ownAddress: null,
        showsOwnAddress: false,
        fallen: null,
        tab,
        pane,
      };
    }
    case 'address-known':
      return state.ownAddress === action.address
        ? state
        : { ...state, ownAddress: action.address, showsOwnAddress: action.address !== null && state.showsOwnAddress };
    case 'own-address-shown':
      return { ...state, showsOwnAddress: action.on && state.ownAddress !== null };
    case 'edited':
      return state.files[action.file] === action.text
        ? state
        : { ...state, files: { ...state.files, [action.file]: action.text }, editorNote: null };
    case 'files-replaced': {
      const { files, undo } = action;
      const activeFile = state.activeFile in files ? state.activeFile : (Object.keys(files)[0] ?? state.activeFile);
      return { ...state, files, activeFile, undo, fault: null, comparing: false };
    }
    case 'undo-closed':
      return { ...state, undo: null };
    case 'file-chosen':
      return { ...state, activeFile: action.file, comparing: false, editorNote: null };
    case 'file-renamed':
      return renameFile(state, action.from, action.to);
    case 'editor-noted':
      return { ...state, editorNote: action.note };
    case 'jumped': {
      const { location } = action;
      if (!(location.file in state.files)) return state;
      const jump = { ...location, count: (state.jump?.count ?? 0) + 1 };
      return {
        ...state,
        activeFile: location.file,
        comparing: false,
        pane: 'code',
        jump,
        full: state.full && 'editor',
      };
    }
    case 'resumed':
      return action.place
        ? { ...state, resume: action.place, activeFile: action.place.file }
        : { ...state, resume: null };
    case 'comparing': {
      // The solution may have files that the learner has not.
      const activeFile = state.activeFile in state.files ? state.activeFile : (Object.keys(state.files)[0] ?? '');
      if (!action.on) return { ...state, comparing: false, activeFile };
      return { ...state, comparing: true, pane: 'code' };
    }
    case 'started': {
      const log = addRows(state.log, [{ type: 'start', time: action.now }], action.now);
      const jobs = endJobs(state.jobs);
      return { ...state, started: action.files, fault: null, fallen: null, log, jobs, written: {}, logFile: null };
    }
    case 'mode-chosen':
      return { ...state, mode: action.mode };
    case 'address-typed':
      return browse(state, { address: action.address, drafted: true, problem: null, note: null });
    case 'method-chosen':
      return browse(state, { method: action.method, drafted: true, note: null });
    case 'address-refused':
      return browse(state, { problem: action.problem });
    case 'composed': {
      const edited = Object.keys(action.change).some((key) => key !== 'open' && key !== 'volley');
      return browse(state, {
        composer: { ...state.browser.composer, ...action.change },
        ...(edited ? { drafted: true, problem: null } : {}),
      });
    }
    case 'sent': {
      const { visit: sent, by } = action;
      const { request, url } = sent;
      if (by === 'itself' && state.browser.drafted) return browse(state, { loading: request, note: null });
      return browse(state, {
        ...(by === 'fields' ? { method: request.method } : fieldsOf(state, sent)),
        loading: request,
        address: url,
        drafted: false,
        problem: null,
        note: null,
      });
    }
    case 'arrived': {
      const { view, place } = action;
      const { history, loading, drafted } = state.browser;
      const next = place === 'new' ? visit(history, action.visit) : revisit(history, place, action.visit);
      const { request, url } = action.visit;
      const elsewhere = request.path !== loading?.path || request.method !== loading.method;
      const fields = fieldsOf(state, action.visit);
      return browse(state, {
        ...(elsewhere && !drafted ? { composer: fields.composer } : {}),
        ...(drafted ? {} : { address: url, method: fields.method }),
        loading: null,
        view,
        history: next,
        title: '',
      });
    }
    case 'page-moved': {
      const { path, replace } = action;
      const { history, drafted } = state.browser;
      const moved: Visit = { request: { method: 'GET', path, headers: [] }, url: APP_URL + path, byPage: true };
      const next = replace ? revisit(history, history.index, moved) : visit(history, moved);
      // What was offered again is not the present visit any more.
      const note = state.browser.note?.offersAgain ? null : state.browser.note;
      return browse(state, {
        history: next,
        note,
        ...(drafted ? {} : { address: moved.url, ...fieldsOf(state, moved) }),
      });
    }
    case 'page-titled':
      return browse(state, { title: action.title });
    case 'page-noted':
      return browse(state, { note: { words: action.note, offersAgain: action.offersAgain ?? false } });
    case 'entry-chosen':
      return action.id === null
        ? { ...state, entry: null }
        : { ...state, entry: action.id, pane: 'network', tab: 'network', news: { ...state.news, network: false } };
    case 'tests-began':
      return { ...state, testRun: { status: 'running', output: '' } };
    case 'tests-printed':
      return state.testRun.status === 'running'
        ? { ...state, testRun: { status: 'running', output: state.testRun.output + action.text } }
        : state;
    case 'tests-ended': {
      const { report } = action;
      return news({ ...state, testRun: { status: 'done', report }, goals: goalsAfter(state.goals, report) }, 'tests');
    }
    case 'tests-failed':
      return news({ ...state, testRun: { status: 'failed', failure: action.failure } }, 'tests');
    case 'goals-remembered':
      return state.testRun.status === 'idle' ? { ...state, goals: action.goals } : state;
    case 'test-on-save':
      return { ...state, testOnSave: action.on };
    case 'full-chosen':
      return { ...state, full: action.full };
    case 'upstream-set':
      return { ...state, upstreams: setUpstream(state.upstreams, action.name, action.change) };
    case 'database-set':
      return {
        ...state,
        upstreams: {
          ...state.upstreams,
          databaseSettings: { ...state.upstreams.databaseSettings, [action.path]: action.condition },
        },
      };
    case 'traffic-began':
      return { ...state, traffic: { ...NO_TRAFFIC, speed: state.traffic.speed, status: 'drawing' } };
    case 'traffic-planned':
      return { ...state, traffic: { ...state.traffic, status: 'running', planned: action.count } };
    case 'traffic-came': {
      const { traffic } = state;
      return { ...state, traffic: { ...traffic, outcomes: [...traffic.outcomes, ...action.outcomes] } };
    }
    case 'traffic-ended':
      return { ...state, traffic: { ...state.traffic, status: action.status } };
    case 'traffic-failed':
      return { ...state, traffic: { ...state.traffic, status: 'failed', failure: action.failure } };
    case 'traffic-speed':
      return { ...state, traffic: { ...state.traffic, speed: action.speed } };
    case 'record-always':
      return { ...state, recordAlways: action.on };
    case 'hint-shown':
      return { ...state, hintsShown: state.hintsShown + 1 };
    case 'pane-chosen': {
      const { pane } = action;
      if (!isTab(pane)) return { ...state, pane };
      return { ...state, pane, tab: pane, news: { ...state.news, [pane]: false } };
    }
    case 'tab-chosen':
      return { ...state, tab: action.tab, news: { ...state.news, [action.tab]: false } };
    case 'log-file-chosen':
      return { ...state, logFile: action.file };
    case 'log-cleared':
      return {
        ...state,
        log: {
          ...NO_ROWS,
          nextKey: state.log.nextKey,
          since: Math.max(0, ...state.network.map(({ startedAt }) => startedAt)) + 1,
        },
      };
    case 'log-filtered':
      return { ...state, logFilter: { ...state.logFilter, ...action.change } };
    case 'source-opened':
      return { ...state, source: action.source };
    case 'sides-opened':
      return { ...state, sides: action.id };
    case 'fault-closed':
      return { ...state, fallen: null };
    case 'storage-failed':
      return { ...state, storage: action.failure };
    case 'draft-news':
      return { ...state, draftNews: action.news };
  }
}

/**
 * Method and composer follow what was sent, unless the page sent it: then the next address is asked for plainly, as in any
 * browser. Whether the composer is open is the learner's.
 */
function fieldsOf({ browser }: BenchState, { request, byPage }: Visit): Pick<BrowserState, 'method' | 'composer'> {
  const { open, volley } = browser.composer;
  const { method, ...rest } = byPage ? { method: 'GET', headers: [] } : request;
  return { method, composer: { ...composerOf(rest), open, volley } };
}

/** Marks a tab that is not being looked at. */
export function news(state: BenchState, tab: PanelTab): BenchState {
  return state.tab === tab || state.news[tab] ? state : { ...state, news: { ...state.news, [tab]: true } };
}
