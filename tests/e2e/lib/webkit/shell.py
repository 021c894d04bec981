#!/usr/bin/python3
"""A bare WebKitGTK window for WebKitWebDriver.

It has no toolbar, so any viewport is possible (MiniBrowser stops at 447 px). What a page says and what it loads is
written to a file, one JSON object a line, from before the page's own first script.
"""
import itertools
import json
import os
import pathlib
import sys

import gi

gi.require_version('Gtk', '3.0')
gi.require_version('WebKit2', '4.1')
from gi.repository import Gtk, WebKit2  # noqa: E402

COLLECT = """(() => {
  const tell = (type, text) => {
    try { webkit.messageHandlers.log.postMessage(JSON.stringify({ type, text })); } catch {}
  };
  addEventListener('error', (e) => tell('error', e.message || `load failed: ${e.target?.src || e.target?.href}`), true);
  addEventListener('unhandledrejection', (e) => tell('error', String(e.reason)));
  addEventListener('securitypolicyviolation', (e) => tell('csp', `${e.effectiveDirective} ${e.blockedURI}`), true);
  const { error } = console;
  console.error = (...all) => { tell('console', all.map(String).join(' ')); error.apply(console, all); };
})();"""

options = dict(word[2:].split('=', 1) for word in sys.argv[1:] if word.startswith('--') and '=' in word)
width, height = (int(side) for side in options.get('size', '1280x800').split('x'))
log = open(options['log'], 'a', buffering=1)
windows = 0
pages = {}
downloads = itertools.count()


def create_view(_session, *_rest):
    global windows
    windows += 1
    page = windows

    def write(entry):
        log.write(json.dumps({'page': page, **entry}) + '\n')

    content = WebKit2.UserContentManager()
    content.add_script(WebKit2.UserScript.new(COLLECT, WebKit2.UserContentInjectedFrames.ALL_FRAMES,
                                              WebKit2.UserScriptInjectionTime.START, None, None))
    content.register_script_message_handler('log')
    content.connect('script-message-received::log',
                    lambda _manager, result: write(json.loads(result.get_js_value().to_string())))
    settings = WebKit2.Settings()
    # The proxy before the shop tells pages apart by this.
    settings.set_user_agent(f"{settings.get_user_agent()} Page/{options['mark']}.{page}")
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True, user_content_manager=content,
                           settings=settings)
    pages[view] = write
    view.connect('resource-load-started',
                 lambda _view, _resource, request: write({'type': 'request', 'text': request.get_uri()}))
    window = Gtk.Window()
    window.set_decorated(False)
    window.set_default_size(width, height)
    # Side by side: what is covered by another window is not drawn, and takes no click.
    window.move((width + 20) * (page - 1), 0)
    window.add(view)
    window.show_all()
    view.connect('close', lambda _view: window.destroy())
    view.grab_focus()
    return view


def download_started(_context, download):
    def decide(_download, name):
        folder = os.path.join(os.path.dirname(options['log']), str(next(downloads)))
        os.mkdir(folder)
        path = os.path.join(folder, name)
        download.set_destination(pathlib.Path(path).as_uri())
        download.connect('finished',
                         lambda _one: pages[download.get_web_view()]({'type': 'download', 'name': name, 'path': path}))
        return True

    download.connect('decide-destination', decide)


def started(_context, session):
    info = WebKit2.ApplicationInfo.new()
    info.set_name('shell')
    info.set_version(WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())
    session.set_application_info(info)
    session.connect('create-web-view', create_view)


context = WebKit2.WebContext.new_with_website_data_manager(WebKit2.WebsiteDataManager.new_ephemeral())
# Under LANG=C navigator.language would be "C", which no language is.
context.set_preferred_languages([options.get('lang', 'en-GB')])
context.set_automation_allowed(True)
context.connect('automation-started', started)
context.connect('download-started', download_started)
appearance = Gtk.Settings.get_default()
if options.get('dark'):
    appearance.set_property('gtk-application-prefer-dark-theme', True)
if options.get('still'):
    appearance.set_property('gtk-enable-animations', False)
if options.get('contrast'):
    appearance.set_property('gtk-theme-name', 'HighContrast')
Gtk.main()
