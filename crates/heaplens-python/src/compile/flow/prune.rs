//! Unreachable blocks go.

use super::blocks::{BlockIndex, Graph};

/// Marks what can be reached, empties the rest and takes it out of the order.
pub fn prune_unreachable(graph: &mut Graph) {
    for block in &mut graph.blocks {
        block.reachable = false;
    }
    let mut todo = vec![Graph::ENTRY];
    while let Some(at) = todo.pop() {
        if std::mem::replace(&mut graph[at].reachable, true) {
            continue;
        }
        if let Some(end) = graph[at].nodes.iter().position(|node| node.is_terminator()) {
            graph[at].nodes.truncate(end + 1);
        }
        todo.extend(graph[at].nodes.iter().filter_map(|node| node.target));
        if graph[at].falls_through() {
            todo.extend(graph[at].next);
        }
    }
    let mut last: Option<BlockIndex> = None;
    for index in graph.order() {
        if graph[index].reachable {
            if let Some(last) = last {
                graph[last].next = Some(index);
            }
            last = Some(index);
        } else {
            graph[index].nodes.clear();
        }
    }
    if let Some(last) = last {
        graph[last].next = None;
    }
}
