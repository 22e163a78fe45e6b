/** A value with listeners, changed by one pure function: what React's useSyncExternalStore expects, and no more. */
export interface Store<State, Action> {
  get(): State;
  dispatch(action: Action): void;
  /** The listeners hear of it a frame later, or with what changes before that: for a state that may be over in no time. */
  dispatchUnheard(action: Action): void;
  subscribe(listener: () => void): () => void;
}

const FRAME_MS = 16;

/** What goes wrong in one listener is its own: the others hear of the change, and whoever dispatched it goes on. */
function tellOne(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

export function createStore<State, Action>(
  reduce: (state: State, action: Action) => State,
  initial: State,
): Store<State, Action> {
  let state = initial;
  const listeners = new Set<() => void>();
  let unheard: ReturnType<typeof setTimeout> | undefined;

  function tell(): void {
    clearTimeout(unheard);
    unheard = undefined;
    for (const listener of listeners) tellOne(listener);
  }

  function change(action: Action): boolean {
    const before = state;
    state = reduce(before, action);
    return state !== before;
  }

  return {
    get: () => state,
    dispatch(action) {
      if (change(action)) tell();
    },
    dispatchUnheard(action) {
      if (change(action)) unheard ??= setTimeout(tell, FRAME_MS);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
