// Shows GraphiQL with the query in the parameters of the address, and keeps the address up to date.
const { createElement } = React;
const parameters = new URLSearchParams(location.search);

// Relative to this page, so that a proxy may serve it below a path.
const url = new URL('graphql', location.href.split('?')[0]);
const subscriptionUrl = new URL(url);
subscriptionUrl.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';

function json(parameter) {
  const text = parameters.get(parameter);
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text; // GraphiQL shows the error.
  }
}

function keep(parameter) {
  return (value) => {
    if (value) {
      parameters.set(parameter, value);
    } else {
      parameters.delete(parameter);
    }
    // GraphiQL links of other programs have no plus signs for spaces.
    history.replaceState(null, '', '?' + parameters.toString().replaceAll('+', '%20'));
  };
}

ReactDOM.createRoot(document.getElementById('graphiql')).render(
  createElement(
    GraphiQL,
    {
      fetcher: GraphiQL.createFetcher({ url: url.href, subscriptionUrl: subscriptionUrl.href }),
      query: parameters.get('query') ?? undefined,
      variables: parameters.has('variables') ? json('variables') : undefined,
      operationName: parameters.get('operationName') ?? undefined,
      defaultQuery: '',
      defaultEditorToolsVisibility: parameters.has('variables') ? 'variables' : false,
      shouldPersistHeaders: false,
      onEditQuery: keep('query'),
      onEditVariables: keep('variables'),
      onEditOperationName: keep('operationName'),
    },
    createElement(GraphiQL.Logo, null, createElement('a', { href: './' }, 'OnRecord')),
  ),
);
