/** Stands in for the `ws` package, which Pyodide imports under Node for programs that open sockets. Ours cannot. */
export const WebSocket = undefined;
export const WebSocketServer = undefined;
