//! A second start hands over before anything of the toolkit has begun: a program in which GTK is up and that ends at
//! once can break off while it does.

use zbus::blocking::Connection;

/// What `tauri-plugin-single-instance` listens to.
const INTERFACE: &str = "org.SingleInstance.DBus";

/// Hands this start over to an application that runs already. Returns whether there was one that took it; without one,
/// and without a session bus, the start goes on, and the plugin has the last word of two that start at the same time.
pub(crate) fn is_done(identifier: &str) -> bool {
    hand_over(identifier).is_ok()
}

/// Returns the name on the bus and the place of the object that the plugin makes of the identifier of the application.
fn address(identifier: &str) -> (String, String) {
    let name = format!("{identifier}.SingleInstance");
    let path = format!("/{}", name.replace('.', "/").replace('-', "_"));
    (name, path)
}

fn hand_over(identifier: &str) -> zbus::Result<()> {
    let (name, path) = address(identifier);
    let arguments: Vec<String> = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let directory = std::env::current_dir().unwrap_or_default().to_string_lossy().into_owned();
    let body = (arguments, directory);
    Connection::session()?.call_method(Some(name), path, Some(INTERFACE), "ExecuteCallback", &body)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_the_one_that_the_plugin_listens_at() {
        let expect = ("org.some-one.cairn.SingleInstance", "/org/some_one/cairn/SingleInstance");
        assert_eq!(address("org.some-one.cairn"), (expect.0.to_owned(), expect.1.to_owned()));
    }
}
